namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Sees to it that a service has taken in a file before a job is made of it: Azure takes its time, and a job on a
/// file that it can't use fails only later.
/// </summary>
internal sealed class FileReadiness(FineTuneClient client)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly string[] s_notYet = ["pending", "running", "notrunning", "importing"];

    /// <summary>Waits until the service has taken the file in; throws when it could not use it.</summary>
    public async Task EnsureAsync(FineTuneFile file, CancellationToken cancellation)
    {
        long start = client.Time.GetTimestamp();
        FineTuneFile now = file;
        while (s_notYet.Contains(now.Status ?? "", StringComparer.OrdinalIgnoreCase)
            && client.Time.GetElapsedTime(start) < s_patience)
        {
            await Task.Delay(s_interval, client.Time, cancellation).ConfigureAwait(false);
            now = await client.Files.GetAsync(file.Id, cancellation).ConfigureAwait(false);
        }

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
