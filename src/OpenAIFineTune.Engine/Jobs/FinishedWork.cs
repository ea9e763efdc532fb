using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Jobs;

/// <summary>What only the training of a job needed, once the job is over.</summary>
internal static class FinishedWork
{
    /// <summary>Deletes it, unless the job goes on or somebody still works on it, who does so then.</summary>
    public static void Remove(JobStore jobs, string id)
    {
        try
        {
            using (IDisposable? owner = FileLock.TryTake(jobs.FolderOf(id).OwnerLock))
            {
                if (owner is null || jobs.TryFind(id) is not StoredJob job || !JobStatus.IsFinal(job.Status))
                {
                    return;
                }
            }

            jobs.FolderOf(id).RemoveWork();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KnownFailure)
        {
            // It costs space only.
        }
    }
}
