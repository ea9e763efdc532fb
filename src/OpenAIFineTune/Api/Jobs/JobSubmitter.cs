using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>Takes a job from data on this machine to the service: looks for it, uploads, creates, cleans up.</summary>
internal sealed class JobSubmitter(FineTuneClient client, ISubmissionDisplay display)
{
    private const string Purpose = "fine-tune";

    /// <summary>The job that was started, or the one that was there already, after it was handed over.</summary>
    public async Task<FineTuneJob> SubmitAsync(JobDraft draft, CancellationToken cancellation)
    {
        string fingerprint = await JobFingerprint
            .ComputeAsync(draft.Request, draft.Training, draft.Validation, cancellation).ConfigureAwait(false);
        using JobClaim claim = await JobClaim.TakeAsync(client, fingerprint, display, cancellation)
            .ConfigureAwait(false);
        FineTuneJob job = await new EarlierJob(client, claim, display)
            .FindAsync(draft, fingerprint, cancellation).ConfigureAwait(false)
            ?? await StartAsync(draft, fingerprint, claim, cancellation).ConfigureAwait(false);
        await display.GiveAsync(job, claim.Deliver).ConfigureAwait(false);
        return job;
    }

    private async Task<FineTuneJob> StartAsync(
        JobDraft draft, string fingerprint, JobClaim claim, CancellationToken cancellation)
    {
        await WarnOfShutdownAsync(draft.Request.Model, cancellation).ConfigureAwait(false);
        List<string> uploaded = [];
        CreateJobRequest request = await UploadAsync(draft, uploaded, cancellation).ConfigureAwait(false);
        request = request with
        {
            Metadata = new Dictionary<string, string>(draft.Request.Metadata)
            {
                [JobMetadata.Fingerprint] = fingerprint,
            },
        };
        try
        {
            FineTuneJob job = await CreateAsync(request, claim, cancellation).ConfigureAwait(false);
            await claim.MadeAsync(job).ConfigureAwait(false);
            if (await new DoubleJobs(client).EndAsync(job, cancellation).ConfigureAwait(false) is string told)
            {
                await display.WarnAsync(told).ConfigureAwait(false);
            }

            return job;
        }
        catch (ApiException e) when (!Failure.LeavesOpen(e) && !Failure.IsPassing(e))
        {
            // A job of an earlier request may still come, and would need its files.
            bool isSure = claim.Attempt is null;
            throw await RefusedAsync(e, isSure ? draft : draft with { RemoveOrphan = false }, uploaded, cancellation)
                .ConfigureAwait(false);
        }
    }

    private async Task<CreateJobRequest> UploadAsync(
        JobDraft draft, List<string> uploaded, CancellationToken cancellation)
    {
        string training = await FileIdAsync(draft.Training, uploaded, cancellation).ConfigureAwait(false);
        try
        {
            string? validation = draft.Validation is null
                ? null : await FileIdAsync(draft.Validation, uploaded, cancellation).ConfigureAwait(false);
            return draft.Request with { TrainingFile = training, ValidationFile = validation };
        }
        catch (Exception e)
            when (uploaded.Contains(training) && (e is FineTuneException or IOException || Failure.IsPassing(e)))
        {
            throw Leaving(e, training);
        }
    }

    // The next run takes the file that is there; a person may rather want it gone.
    private static FineTuneException Leaving(Exception failure, string training)
    {
        FineTuneException? known = failure as FineTuneException;
        return new FineTuneException(
            known?.ErrorId ?? (failure is TimeoutException ? "RequestTimedOut"
                : failure is HttpRequestException ? "ConnectionFailed" : "FileAccessFailed"),
            $"{failure.Message.TrimEnd('.')}. The training data are uploaded already, as '{training}', and stay there.",
            failure)
        {
            Target = known?.Target,
            Advice = $"{known?.Advice} The next run uses the file; Remove-FineTuneFile {training} deletes it."
                .TrimStart(),
        };
    }

    private async Task<FineTuneJob> CreateAsync(
        CreateJobRequest request, JobClaim claim, CancellationToken cancellation)
    {
        try
        {
            JobCreator creator = new(client, claim, display);
            return await creator.CreateAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (JobRefusal.IsAboutMetadata(e, client.Connection.Profile))
        {
            await display.WarnAsync(
                $"{client.Connection.Name} takes no metadata ({e.Message}) The job gets none: "
                    + "it can't be found by its notes, and Invoke-FineTunedCompletion can't know the format of its "
                    + "data.").ConfigureAwait(false);
            JobCreator bare = new(client, claim, display) { HasMetadata = false };
            return await bare.CreateAsync(request, cancellation).ConfigureAwait(false);
        }
    }

    // A model made from one that is switched off goes with it.
    private async Task WarnOfShutdownAsync(string model, CancellationToken cancellation)
    {
        try
        {
            DateOnly? day = client.Connection.Profile.SwitchesModelsOff
                ? await client.Models.ShutdownOfAsync(model, cancellation).ConfigureAwait(false) : null;
            if (client.Models.DaysUntil(day) is int left)
            {
                string when = left < 0 ? "which has passed" : left == 1 ? "in 1 day" : $"in {left} days";
                await display.WarnAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Model '{model}' will be switched off on {day:yyyy-MM-dd}, {when}, "
                        + $"and models made from it go with it.")).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is FineTuneException || Failure.IsPassing(e))
        {
            // Many services list no base models, and the request for the job will tell what is wrong.
        }
    }

    private async Task<string> FileIdAsync(TrainingData data, List<string> uploaded, CancellationToken cancellation)
    {
        if (data.FileId is not null)
        {
            return data.FileId;
        }

        FineTuneFile file = await display
            .ShowUploadAsync(
                data.Path!, progress => client.Uploads.SendAsync(data.Path!, Purpose, progress, cancellation))
            .ConfigureAwait(false);
        await display.SayAsync($"'{data.Path}' is uploaded as '{file.Id}'.").ConfigureAwait(false);
        if (!file.IsReused)
        {
            uploaded.Add(file.Id);
        }

        await new FileReadiness(client, display).EnsureAsync(file, cancellation).ConfigureAwait(false);
        return file.Id;
    }

    private async Task<FineTuneException> RefusedAsync(
        ApiException refusal, JobDraft draft, List<string> uploaded, CancellationToken cancellation)
    {
        bool isOver = refusal.Code == JobRefusal.TrainingNotAvailable;
        List<string> left = [];
        foreach (string file in uploaded)
        {
            if (!(draft.RemoveOrphan ?? isOver) || !await DeletedAsync(file, cancellation).ConfigureAwait(false))
            {
                left.Add(file);
            }
        }

        return JobRefusal.Explain(refusal, draft.Request.Model, left);
    }

    private async Task<bool> DeletedAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await client.Files.DeleteAsync(file, cancellation).ConfigureAwait(false);
            await display.SayAsync($"File '{file}' is deleted again.").ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is FineTuneException || Failure.IsPassing(e))
        {
            await display.SayAsync($"File '{file}' could not be deleted: {e.Message}").ConfigureAwait(false);
            return false;
        }
    }
}
