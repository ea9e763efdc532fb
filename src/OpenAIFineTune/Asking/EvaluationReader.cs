using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Files;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;
using OpenAIFineTune.Protocol.Examples;

namespace OpenAIFineTune.Asking;

/// <summary>
/// Reads examples from the disk or the service, in the shapes of training files: prompt and completion, a chat, or a
/// preference.
/// </summary>
internal static class EvaluationReader
{
    private const string Advice = "Give a file with prompt and completion, or with messages, on each line.";

    /// <summary>True for the id of a file at the service rather than a path.</summary>
    public static bool IsId(string file)
        => file.StartsWith("file-", StringComparison.Ordinal) && file.IndexOfAny(['/', '\\', '.']) < 0;

    /// <summary>Reads all examples of a full path, or of a file that the service keeps.</summary>
    public static async Task<IReadOnlyList<EvaluationExample>> ReadAsync(
        string file, FilesClient files, Action<FineTuneException> report, CancellationToken cancellation)
    {
        if (!IsId(file))
        {
            return Read(file, report, cancellation);
        }

        string folder = Directory.CreateTempSubdirectory("OpenAIFineTune-").FullName;
        try
        {
            string copy = Path.Combine(folder, file + ".jsonl");
            await files.ContentOf(file).SaveAsync(copy, overwrite: true, cancellation).ConfigureAwait(false);
            return Read(copy, report, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Reads all examples. A line that is none goes to <paramref name="report"/>; the rest goes on.</summary>
    public static IReadOnlyList<EvaluationExample> Read(
        string path, Action<FineTuneException> report, CancellationToken cancellation)
    {
        List<EvaluationExample> examples = [];
        using IRowSource source = RowSources.Open(path, ReadingOptions.Default);
        foreach (Row row in source.Read(issue => report(Unusable(issue.Message, path, issue.Line)), cancellation))
        {
            try
            {
                examples.Add(ToExample(row));
            }
            catch (FormatException e)
            {
                report(Unusable($"{path}, line {row.Origin.Line}: {e.Message}.", path, row.Origin.Line));
            }
        }

        return examples.Count > 0
            ? examples
            : throw new FineTuneException("EmptyInput", $"'{path}' has no example to measure with.")
            {
                Target = path,
                Advice = Advice,
            };
    }

    private static EvaluationExample ToExample(Row row)
        => row.Document is JsonElement document
            && (document.TryGetProperty(TrainingLine.Messages, out _)
                || document.TryGetProperty(TrainingLine.PreferredOutput, out _))
                ? FromConversation(row.Origin.Line, document)
                : new EvaluationExample(row.Origin.Line, Value(row, "prompt"), Value(row, "completion"));

    private static EvaluationExample FromConversation(long number, JsonElement document)
    {
        TrainingLine line = TrainingLine.Parse(document);
        bool isPreference = line.Preferred.Count > 0;
        List<Turn> turns = isPreference ? [.. line.Turns, line.Preferred[^1]] : [.. line.Turns];
        int answer = isPreference ? turns.Count - 1 : turns.FindLastIndex(turn => turn.Role == Turn.Assistant);
        if (answer < 1 || turns[answer].Text.Length == 0)
        {
            throw new FormatException("a conversation needs a question, and an answer of the assistant with text");
        }

        // Asked as they stand, with what is in them beside the text.
        JsonElement messages = (isPreference ? document.GetProperty(TrainingLine.Input) : document)
            .GetProperty(TrainingLine.Messages);
        return new EvaluationExample(number, turns[answer - 1].Text, turns[answer].Text)
        {
            Messages = [.. messages.EnumerateArray().Take(answer)
                .Select(message => new ChatMessage(JsonObject.Create(message.Clone())!))],
        };
    }

    private static string Value(Row row, string name)
    {
        for (int i = 0; i < row.Columns.Count; i++)
        {
            if (row.Columns[i].Equals(name, StringComparison.OrdinalIgnoreCase) && row.TextOf(i) is string value)
            {
                return value;
            }
        }

        throw new FormatException($"it has no '{name}'");
    }

    private static FineTuneException Unusable(string message, string path, long? line)
        => new("InvalidExample", message) { Target = line is null ? path : $"{path}:{line}", Advice = Advice };
}
