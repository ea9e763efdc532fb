using OpenAIFineTune.Faults;

namespace OpenAIFineTune.Tests.Faults;

/// <summary>
/// A few faults at random places on the way from a file to an answer; the same seed gives the same ones.
/// </summary>
internal static class FaultSchedule
{
    private static readonly (string Method, string Path)[] s_places =
    [
        ("POST", "/files"), ("POST", "/files"), ("GET", "/files"),
        ("POST", "/fine_tuning/jobs"), ("POST", "/fine_tuning/jobs"), ("POST", "/fine_tuning/jobs"),
        ("GET", "/fine_tuning/jobs?"), ("GET", "/fine_tuning/jobs/"), ("GET", "/events"),
        ("GET", "/models"), ("POST", "/completions"),
    ];

    private static readonly int[] s_statuses = [408, 409, 429, 500, 503];

    public static IReadOnlyList<Fault> Of(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => One(random))];
    }

    private static Fault One(Random random)
    {
        (string method, string path) = s_places[random.Next(s_places.Length)];
        int status = s_statuses[random.Next(s_statuses.Length)];
        Fault fault = random.Next(7) switch
        {
            0 => Fault.ResetBefore,
            1 => Fault.ResetAfter,
            2 => Fault.CutBody,
            3 => Fault.AnswerAfter(status == 429 ? 500 : status),
            4 => Fault.Answer(status, ("retry-after", "1")),
            5 => Fault.Late(TimeSpan.FromMilliseconds(random.Next(5))),
            _ => Fault.Answer(status),
        };
        return fault.On(method, path);
    }
}
