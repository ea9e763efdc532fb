using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Reading;

namespace OpenAIFineTune.Tests.Data;

/// <summary>Examples from memory.</summary>
internal sealed class ListExamples(IEnumerable<(string Prompt, string Completion)> texts) : IExampleSource
{
    public IEnumerable<Example> Read(Action<FineTuneDataIssue> report, CancellationToken cancellation)
        => texts.Select((text, i) => new Example(new RowOrigin("list.csv", i + 2), text.Prompt, text.Completion));
}
