#!/usr/bin/env python3
"""Accuracy of scikit-learn's TfidfVectorizer + LogisticRegression. Usage: sklearn_baseline.py FOLDER [SET...]"""
import glob, json, os, sys, time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def read(path):
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row["prompt"] for row in rows], [row["completion"] for row in rows]


folder = sys.argv[1]
names = sys.argv[2:] or sorted(os.path.basename(p)[:-12] for p in glob.glob(folder + "/*.train.jsonl"))
for name in names:
    prompts, completions = read(f"{folder}/{name}.train.jsonl")
    started = time.monotonic()
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
    model.fit(prompts, completions)
    seconds = time.monotonic() - started
    accuracy = model.score(*read(f"{folder}/{name}.valid.jsonl"))
    print(f"{name}\t{accuracy:.4f}\t{seconds:.1f} s", flush=True)
