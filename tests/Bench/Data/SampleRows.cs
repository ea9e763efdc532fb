namespace OpenAIFineTune.Bench;

/// <summary>The rows of the tables, the same in every run.</summary>
internal static class SampleRows
{
    private static readonly string[] s_words =
    [
        "order", "parcel", "invoice", "refund", "login", "password", "screen", "battery", "charger", "delivery",
        "address", "account", "broken", "late", "missing", "wrong", "colour", "size", "please", "help", "today",
        "again", "never", "support",
    ];

    private static readonly string[] s_koreanWords =
    [
        "주문", "소포", "송장", "환불", "로그인", "비밀번호", "화면", "배터리", "충전기", "배송", "주소", "계정",
        "고장", "늦음", "없음", "잘못", "색상", "크기", "부탁", "도움", "오늘", "다시", "전혀", "지원",
    ];

    /// <summary>A question and its answer.</summary>
    public static (string Prompt, string Completion) Example(int row)
    {
        Random random = new(row);
        return ($"{Words(random, 12, s_words)}, ticket {row}", Words(random, 5, s_words));
    }

    /// <summary>Two columns, some 140 bytes.</summary>
    public static string Narrow(int row)
    {
        (string prompt, string completion) = Example(row);
        return $"\"{prompt}\",{completion}";
    }

    /// <summary>Two columns of Korean.</summary>
    public static string Korean(int row)
    {
        Random random = new(row);
        return $"\"{Words(random, 12, s_koreanWords)}, 문의 {row}\",{Words(random, 5, s_koreanWords)}";
    }

    /// <summary>Two columns, both quoted, with doubled quotes and line breaks inside.</summary>
    public static string Quoted(int row)
    {
        (string prompt, string completion) = Example(row);
        string word = s_words[row % s_words.Length];
        return $"\"\"\"{word}\"\" they wrote,\nand then: {prompt}\",\"{completion} \"\"{word}\"\"\"";
    }

    /// <summary>The head of <see cref="Wide"/>.</summary>
    public static string WideHeader { get; } = Row22("prompt", "completion", column => $"column{column}");

    /// <summary>22 columns, of which two are the question and the answer.</summary>
    public static string Wide(int row)
    {
        (string prompt, string completion) = Example(row);
        return Row22($"\"{prompt}\"", completion, column => (column % 4) switch
        {
            0 => $"{(row * 31L) + column}",
            1 => $"2026-0{1 + (row % 9)}-1{column % 10}",
            2 => s_words[(row + column) % s_words.Length],
            _ => $"{s_words[row % s_words.Length]} {s_words[column % s_words.Length]}",
        });
    }

    /// <summary>An object with a prompt and a completion.</summary>
    public static string JsonLine(int row)
    {
        (string prompt, string completion) = Example(row);
        return $"{{\"prompt\":\"{prompt}\",\"completion\":\"{completion}\"}}";
    }

    private static string Row22(string prompt, string completion, Func<int, string> other)
        => string.Join(',', Enumerable.Range(1, 22).Select(column => column switch
        {
            8 => prompt,
            17 => completion,
            _ => other(column),
        }));

    private static string Words(Random random, int count, string[] words)
        => string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
}
