namespace OpenAIFineTune.Bench;

/// <summary>Makes tables of questions and answers, some 140 bytes a row, the same in every run.</summary>
internal static class CsvFile
{
    private static readonly string[] s_words =
    [
        "order", "parcel", "invoice", "refund", "login", "password", "screen", "battery", "charger", "delivery", "address",
        "account", "broken", "late", "missing", "wrong", "colour", "size", "please", "help", "today", "again", "never", "support",
    ];

    /// <summary>Writes a header and <paramref name="rows"/> rows.</summary>
    public static void Write(string path, int rows)
    {
        using StreamWriter file = new(path) { NewLine = "\n" };
        file.WriteLine("prompt,completion");
        for (int row = 0; row < rows; row++)
        {
            (string prompt, string completion) = Example(row);
            file.WriteLine($"\"{prompt}\",{completion}");
        }
    }

    /// <summary>The question and answer of a row.</summary>
    public static (string Prompt, string Completion) Example(int row)
    {
        Random random = new(row);
        return ($"{Words(random, 12)}, ticket {row}", Words(random, 5));
    }

    private static string Words(Random random, int count)
        => string.Join(' ', Enumerable.Range(0, count).Select(_ => s_words[random.Next(s_words.Length)]));
}
