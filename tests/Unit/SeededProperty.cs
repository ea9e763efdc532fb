using FsCheck;
using Microsoft.FSharp.Core;

namespace OpenAIFineTune.Tests;

/// <summary>Checks properties on the same data in every run: a test that fails now and then is of no use.</summary>
internal static class SeededProperty
{
    private const ulong Seed = 20_231;

    /// <summary>Checks with the first so many values of the one seed.</summary>
    public static void CheckSeeded(this Property property, int times = 100)
    {
        Replay start = new(new Rnd(Seed, Seed), FSharpOption<int>.None);
        property.Check(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(FSharpOption<Replay>.Some(start)));
    }
}
