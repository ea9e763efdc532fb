using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Sees to it that a service has taken in a file before a job is made of it: Azure takes its time, and a job on a
/// file that it can't use fails only later.
/// </summary>
internal sealed class FileReadiness(FineTuneClient client, ISubmissionDisplay display)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly string[] s_notYet = ["pending", "running", "notrunning", "importing"];

    /// <summary>Waits until the service has taken the file in; throws when it could not use it.</summary>
    public async Task EnsureAsync(FineTuneFile file, CancellationToken cancellation)
    {
        TimeSpan patience = client.Connection.Limits.Within(s_patience);
        FineTuneFile? known = file;
        Tries looks = new(client.Time)
        {
            FirstPause = s_interval,
            Patience = patience,
            Waiting = () => display.WarnAsync(
                $"The service is still taking in the file '{file.FileName}' ({file.Id}). It is waited for, "
                    + $"{s_patience.TotalMinutes:0} minutes at most, before the job is asked for."),
        };
        FineTuneFile? taken = await looks.UntilAsync(
            async () =>
            {
                FineTuneFile now = known ?? await client.Files.GetAsync(file.Id, cancellation).ConfigureAwait(false);
                known = null;
                return IsBeingTakenIn(now) ? null : now;
            },
            cancellation).ConfigureAwait(false);
        if (taken is not null)
        {
            RequireUsable(taken);
        }
        else if (patience < s_patience)
        {
            throw TimedOut(file, patience);
        }
    }

    private static bool IsBeingTakenIn(FineTuneFile file)
        => s_notYet.Contains(file.Status ?? "", StringComparer.OrdinalIgnoreCase);

    private static FineTuneException TimedOut(FineTuneFile file, TimeSpan limit) => new(
        "RequestTimedOut",
        $"The file '{file.FileName}' ({file.Id}) was not taken in within {limit.TotalSeconds:0.#} s.")
    {
        Target = file.Id,
        Advice = "No job was made. Run the same command again: it uses the file that is there.",
    };

    private static void RequireUsable(FineTuneFile now)
    {
        if (now.Status is "error" or "failed")
        {
            throw new FineTuneException(
                "FileRejected",
                $"The service can't use the file '{now.FileName}' ({now.Id}): "
                    + $"{now.StatusDetails ?? "it does not say why."}")
            {
                Target = now.Id,
                Advice = "Check the data with Test-FineTuneData. No job was made; "
                    + "Remove-FineTuneFile deletes the file.",
            };
        }
    }
}
