using System.Globalization;
using OpenAIFineTune.Data;

namespace OpenAIFineTune.Tests.Data;

/// <summary>Real outputs of openai-python 0.28.1 against ours: the same rows, or a better answer with its reason.</summary>
public sealed class GoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-").FullName;
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string name in GoldenCase.Names)
            {
                // German writes numbers with commas, Turkish lower-cases I to dotless i.
                all.Add(name, "");
                all.Add(name, "de-DE");
                all.Add(name, "tr-TR");
            }

            return all;
        }
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_the_old_rows_or_better_ones(string name, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        GoldenCase golden = new(name);
        GoldenExpectation? expected = GoldenExpectations.All.GetValueOrDefault(name);
        List<FineTuneDataIssue> issues = [];
        if (expected?.ErrorId is string errorId)
        {
            FineTuneException refused = Assert.ThrowsAny<FineTuneException>(() => golden.Prepare(_folder, issues));
            Assert.Equal(errorId, refused.ErrorId);
            Assert.Empty(Directory.GetFiles(_folder));
            return;
        }

        FineTuneDataset dataset = golden.Prepare(
            _folder, issues, new DatasetOptions { SkipRules = (expected?.Skip ?? []).ToHashSet() });

        IReadOnlyList<(string Prompt, string Completion)> rows = GoldenCase.RowsOf(Directory.GetFiles(_folder));
        Assert.Equal(rows.Count, dataset.ExampleCount);
        Assert.Equal(rows.Count, dataset.TrainingCount + dataset.ValidationCount);
        if (expected is null)
        {
            Assert.Equal(golden.OldRows(), rows);
            CheckSizes(golden, dataset);
        }
        else
        {
            Check(expected, golden, rows, issues);
        }
    }

    private static void CheckSizes(GoldenCase golden, FineTuneDataset dataset)
    {
        IReadOnlyList<int> sizes = golden.OldSizes();
        if (sizes.Count == 2)
        {
            Assert.Equal(sizes, [(int)dataset.TrainingCount, (int)dataset.ValidationCount]);
        }
    }

    private static void Check(
        GoldenExpectation expected,
        GoldenCase golden,
        IReadOnlyList<(string Prompt, string Completion)> rows,
        List<FineTuneDataIssue> issues)
    {
        if (expected.OldWith is (string separator, string ending))
        {
            Assert.Equal([.. golden.OldRows()!.Select(row => (row.Prompt + separator, row.Completion + ending)).Order()], rows);
        }
        else
        {
            Assert.Equal(expected.Rows, rows.Count);
        }

        Assert.All(expected.Has, row => Assert.Contains(row, rows));
        if (expected.Issue is (string rule, long line))
        {
            Assert.Contains(issues, issue => issue.Rule == rule && issue.Line == line);
        }
        else if (expected.Issue is (string whole, null))
        {
            Assert.Contains(issues, issue => issue.Rule == whole);
        }
    }
}
