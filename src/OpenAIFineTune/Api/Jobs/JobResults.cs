using System.Runtime.CompilerServices;
using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>The measurements that a job left in its result files.</summary>
internal sealed class JobResults(FineTuneClient client)
{
    /// <summary>What was measured at each step.</summary>
    public async IAsyncEnumerable<FineTuneMetric> ReadAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        FineTuneJob job = await client.Jobs.GetAsync(jobId, cancellation).ConfigureAwait(false);
        if (job.ResultFiles.Count == 0)
        {
            throw new FineTuneException(
                "ResultNotReady", $"Job '{jobId}' has no result file; its status is '{job.Status}'.")
            {
                Target = jobId,
                Advice = "A job leaves one when it succeeds: Wait-FineTune waits for that. "
                    + "Get-FineTuneEvent shows what is measured until then.",
            };
        }

        foreach (string file in job.ResultFiles)
        {
            byte[] content = await client.Files.ContentOf(file).ReadBytesAsync(cancellation)
                .ConfigureAwait(false);
            foreach (FineTuneMetric metric in ResultReader.Read(content, jobId))
            {
                yield return metric;
            }
        }
    }
}
