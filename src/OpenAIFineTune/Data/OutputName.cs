using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Data;

/// <summary>Finds the path that the names of the output files begin with.</summary>
internal static class OutputName
{
    private const string Extension = ".jsonl";

    /// <summary>
    /// As the caller gave it (a folder keeps the input's name), else beside the first input; null for pipeline rows,
    /// whose files are named after their content.
    /// </summary>
    public static string? Of(string? given, string? input)
    {
        string? name = input is null ? null : WithoutExtensions(Path.GetFileName(input));
        if (given is null)
        {
            return name is null ? null : Path.Combine(Path.GetDirectoryName(input)!, name);
        }

        if (Directory.Exists(given))
        {
            return Path.Combine(given, name ?? "data");
        }

        return given.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? given[..^Extension.Length] : given;
    }

    /// <summary>The training file of a start.</summary>
    public static string Training(string start) => start + "_train" + Extension;

    /// <summary>The validation file of a start.</summary>
    public static string Validation(string start) => start + "_valid" + Extension;

    /// <summary>
    /// Throws when a file that would be written is one that is read, by whatever links either is named.
    /// </summary>
    public static void EnsureNoInput(string start, IEnumerable<string> inputs)
    {
        foreach (string input in inputs)
        {
            foreach (string output in (string[])[Training(start), Validation(start)])
            {
                if (RealPath.AreSame(output, input))
                {
                    throw new FineTuneException(
                        "OutputIsInput", $"'{output}' would be written over the input '{input}'.")
                    {
                        Target = output,
                        Advice = "Name another -OutputPath.",
                    };
                }
            }
        }
    }

    private static string WithoutExtensions(string name)
    {
        string bare = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Path.GetFileNameWithoutExtension(bare);
    }
}
