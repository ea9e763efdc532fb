using Xunit.Sdk;
using Xunit.v3;

namespace OpenAIFineTune.Pester;

/// <summary>Large files first, so that at the end no process waits for a long one.</summary>
public sealed class LongestFirst : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase
        => [.. testCases.OrderByDescending(LengthOf).ThenBy(testCase => testCase.TestCaseDisplayName, StringComparer.Ordinal)];

    private static long LengthOf<TTestCase>(TTestCase testCase)
        where TTestCase : notnull, ITestCase
    {
        string? name = testCase.TestCaseDisplayName.Split('"').ElementAtOrDefault(1);
        return name is null ? 0 : new FileInfo(Repository.File("tests", "Pester", name)).Length;
    }
}
