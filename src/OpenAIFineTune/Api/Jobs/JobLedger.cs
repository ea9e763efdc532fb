using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// The record of requests for jobs: a small file for each fingerprint at each service, and a lock that one run holds.
/// It holds no key and no data.
/// </summary>
internal sealed class JobLedger(string folder)
{
    /// <summary>
    /// The last request for a job with that fingerprint; null without one. One that can't be read may be of a job that
    /// was made, and is an error.
    /// </summary>
    public JobAttempt? Find(string place, string fingerprint)
    {
        string path = PathOf(place, fingerprint, ".json");
        try
        {
            JobAttempt? known = RecordFile.Read<JobAttempt>(path);
            return known?.Place == place && known.Fingerprint == fingerprint ? known : null;
        }
        catch (JsonException e)
        {
            throw new FineTuneException(
                "StateRecordDamaged", $"The record '{path}' of an earlier request for this job can't be read.", e)
            {
                Target = path,
                Advice = "Look with Get-FineTune whether the job was made; then delete the record.",
            };
        }
    }

    /// <summary>Records a request; it is on the disk when this returns.</summary>
    public void Save(JobAttempt attempt)
        => RecordFile.Write(PathOf(attempt.Place, attempt.Fingerprint, ".json"), attempt);

    /// <summary>Forgets a request that surely made no job.</summary>
    public void Remove(JobAttempt attempt) => File.Delete(PathOf(attempt.Place, attempt.Fingerprint, ".json"));

    /// <summary>Takes the lock of a fingerprint; null when another run holds it.</summary>
    public IDisposable? TryLock(string place, string fingerprint)
        => RecordFile.TryLock(PathOf(place, fingerprint, RecordFile.LockExtension));

    private string PathOf(string place, string fingerprint, string extension)
        => Path.Combine(folder, RecordFile.NameOf(place, fingerprint) + extension);
}
