using OpenAIFineTune.Engine;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>What the local engine found in its folder and its user should know.</summary>
internal static class EngineNotices
{
    private static readonly HashSet<LocalEngine> s_told = [];

    /// <summary>Names the damaged records each time, and the trainings that go on only once.</summary>
    public static IEnumerable<string> Of(LocalEngine engine)
    {
        foreach (string record in engine.Damaged)
        {
            yield return $"A damaged record of the local engine was set aside as '{record}'; the rest goes on. "
                + "Put a copy of it back in its place, or delete it.";
        }

        bool isFirst;
        lock (s_told)
        {
            isFirst = s_told.Add(engine);
        }

        foreach (string job in isFirst ? engine.Interrupted : [])
        {
            yield return $"The training of {job} ended with its session before it was done, and goes on in this one.";
        }
    }
}
