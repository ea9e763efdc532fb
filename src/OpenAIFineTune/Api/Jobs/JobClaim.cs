using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// One run's right to ask for a job: no other run of this user asks for the same one meanwhile, and what is asked for
/// is on the disk before it is sent.
/// </summary>
internal sealed class JobClaim : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    // Longer than the largest upload should take.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(2);

    private readonly FineTuneClient _client;
    private readonly string _fingerprint;
    private readonly IDisposable? _lock;
    private readonly Func<string, Task> _warn;
    private bool _isRecorded;

    private JobClaim(FineTuneClient client, string fingerprint, IDisposable? held, Func<string, Task> warn)
    {
        _client = client;
        _fingerprint = fingerprint;
        _lock = held;
        _warn = warn;
        _isRecorded = held is not null;
        Attempt = _isRecorded ? client.JobLedger!.Find(client.Place, fingerprint) : null;
    }

    /// <summary>The last request for this job, of this run or of an earlier one; null without one.</summary>
    public JobAttempt? Attempt { get; private set; }

    /// <summary>Waits until no other run holds the claim.</summary>
    /// <param name="client">Where the job is asked for.</param>
    /// <param name="fingerprint">What the job makes.</param>
    /// <param name="display">Told what the person should know.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<JobClaim> TakeAsync(
        FineTuneClient client, string fingerprint, ISubmissionDisplay display, CancellationToken cancellation)
    {
        if (client.JobLedger is null)
        {
            return new JobClaim(client, fingerprint, held: null, display.WarnAsync);
        }

        try
        {
            TimeSpan patience = client.Connection.Limits.Within(s_patience);
            Tries tries = new(client.Time)
            {
                FirstPause = s_pause,
                Patience = patience,
                Waiting = () => display.WarnAsync(
                    "Another run is asking for the same job; this one goes on when that has ended."),
            };
            IDisposable held = await tries
                .UntilAsync(() => Task.FromResult(client.JobLedger.TryLock(client.Place, fingerprint)), cancellation)
                .ConfigureAwait(false) ?? throw Held(patience);
            try
            {
                return new JobClaim(client, fingerprint, held, display.WarnAsync);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await display.WarnAsync(Unrecorded(e)).ConfigureAwait(false);
            return new JobClaim(client, fingerprint, held: null, display.WarnAsync);
        }
    }

    /// <summary>Records that a request is about to be sent.</summary>
    public Task SendingAsync(CreateJobRequest request, bool isTagged, TimeSpan patience)
    {
        DateTimeOffset now = _client.Time.GetUtcNow();
        JobAttempt open = Attempt is { IsDelivered: false, JobId: null } known ? known : New(request, now);
        return SaveAsync(open with
        {
            Model = request.Model,
            TrainingFile = request.TrainingFile,
            Suffix = request.Suffix,
            Seed = request.Seed,
            IsTagged = isTagged,
            OpenUntil = now + patience,
            Sends = open.Sends + 1,
        });
    }

    /// <summary>Records until when the service may still make the job.</summary>
    public Task LostAsync(TimeSpan patience)
        => SaveAsync(Attempt! with { OpenUntil = _client.Time.GetUtcNow() + patience });

    /// <summary>Records the job.</summary>
    public Task MadeAsync(FineTuneJob job)
        => Attempt is null ? Task.CompletedTask : SaveAsync(Attempt with { JobId = job.Id });

    /// <summary>Records a refusal: of the only request that was sent it is certain that it made no job.</summary>
    public Task RefusedAsync()
    {
        JobAttempt refused = Attempt!;
        if (refused.Sends > 1)
        {
            return LostAsync(TimeSpan.Zero);
        }

        Attempt = null;
        return KeepAsync(ledger => ledger.Remove(refused));
    }

    /// <summary>Records that the caller has the job, and gives the claim up: others may have to wait for it.</summary>
    public void Deliver()
    {
        try
        {
            if (_isRecorded && Attempt is not null)
            {
                _client.JobLedger!.Save(Attempt with { IsDelivered = true });
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _client.Log.Verbose(Unrecorded(e));
        }

        Dispose();
    }

    /// <summary>Drops the request of an earlier run.</summary>
    public void Forget() => Attempt = null;

    public void Dispose() => _lock?.Dispose();

    private static FineTuneException Held(TimeSpan patience) => new(
        "JobInSubmission", $"Another run has been asking for the same job for {patience.TotalMinutes:0.#} minutes.")
    {
        Advice = "End the other run, or wait for it. Nothing was sent.",
    };

    private static string Unrecorded(Exception failure)
        => $"The request for the job can't be recorded ({failure.Message}): "
            + "if this run is ended before the service answers, the next one does not know of it.";

    private JobAttempt New(CreateJobRequest request, DateTimeOffset now) => new()
    {
        Place = _client.Place,
        Fingerprint = _fingerprint,
        Tag = Guid.NewGuid().ToString("N"),
        Model = request.Model,
        FirstSent = now,
    };

    private Task SaveAsync(JobAttempt attempt)
    {
        Attempt = attempt;
        return KeepAsync(ledger => ledger.Save(attempt));
    }

    // A disk that takes nothing must not keep a job from being made; the person is told what is missing then.
    private async Task KeepAsync(Action<JobLedger> keep)
    {
        try
        {
            if (_isRecorded)
            {
                keep(_client.JobLedger!);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isRecorded = false;
            await _warn(Unrecorded(e)).ConfigureAwait(false);
        }
    }
}
