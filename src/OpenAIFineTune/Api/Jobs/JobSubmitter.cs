using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>
/// Takes a job from its data on this machine to the service: looks for it, uploads, creates, cleans up.
/// </summary>
internal sealed class JobSubmitter(FineTuneClient client, ISubmissionDisplay display)
{
    private const string Purpose = "fine-tune";

    /// <summary>The job that was started, or the one that was there already.</summary>
    public async Task<FineTuneJob> SubmitAsync(JobDraft draft, CancellationToken cancellation)
    {
        string fingerprint = await JobFingerprint
            .ComputeAsync(draft.Request, draft.Training, draft.Validation, cancellation).ConfigureAwait(false);
        if (draft.ReuseExisting && await FindAsync(fingerprint, cancellation).ConfigureAwait(false) is FineTuneJob there)
        {
            await display.SayAsync($"Job '{there.Id}' ({there.Status}) has the same data, model and settings, and is used.")
                .ConfigureAwait(false);
            return there;
        }

        await WarnOfShutdownAsync(draft.Request.Model, cancellation).ConfigureAwait(false);
        List<string> uploaded = [];
        string training = await FileIdAsync(draft.Training, uploaded, cancellation).ConfigureAwait(false);
        string? validation = draft.Validation is null
            ? null
            : await FileIdAsync(draft.Validation, uploaded, cancellation).ConfigureAwait(false);
        CreateJobRequest request = draft.Request with
        {
            TrainingFile = training,
            ValidationFile = validation,
            Metadata = new Dictionary<string, string>(draft.Request.Metadata) { [JobMetadata.Fingerprint] = fingerprint },
        };
        try
        {
            return await CreateAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (!LostAnswer.IsPossible(e) && !PassingFailure.Is(e))
        {
            throw await RefusedAsync(e, draft, uploaded, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<FineTuneJob> CreateAsync(CreateJobRequest request, CancellationToken cancellation)
    {
        try
        {
            JobCreator creator = new(client.Jobs, client.Time);
            return await creator.CreateAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e) when (JobRefusal.IsAboutMetadata(e, client.Connection.Provider))
        {
            await display.WarnAsync(
                $"{client.Connection.Name} takes no metadata ({e.Message}) The job gets none: it can't be found by its notes, "
                    + "and Invoke-FineTunedCompletion can't know the format of its data.").ConfigureAwait(false);
            JobCreator bare = new(client.Jobs, client.Time) { HasMetadata = false };
            return await bare.CreateAsync(request, cancellation).ConfigureAwait(false);
        }
    }

    // A model made from one that is switched off goes with it.
    private async Task WarnOfShutdownAsync(string model, CancellationToken cancellation)
    {
        if (client.Connection.Provider == FineTuneProvider.Local)
        {
            return;
        }

        ModelShutdown shutdown = new(client);
        if (await shutdown.FindAsync(model, cancellation).ConfigureAwait(false) is string warning)
        {
            await display.WarnAsync(warning).ConfigureAwait(false);
        }
    }

    private Task<FineTuneJob?> FindAsync(string fingerprint, CancellationToken cancellation)
        => new JobFinder(client.Jobs).FindAsync(
            JobMetadata.Fingerprint,
            fingerprint,
            job => job.Status.Stage is not (FineTuneStage.Failed or FineTuneStage.Cancelled),
            cancellation);

    private async Task<string> FileIdAsync(
        TrainingData data, List<string> uploaded, CancellationToken cancellation)
    {
        if (data.FileId is not null)
        {
            return data.FileId;
        }

        FineTuneFile file = await display
            .ShowUploadAsync(data.Path!, progress => client.Files.SendAsync(data.Path!, Purpose, progress, cancellation))
            .ConfigureAwait(false);
        await display.SayAsync($"'{data.Path}' is uploaded as '{file.Id}'.").ConfigureAwait(false);
        if (!file.IsReused)
        {
            uploaded.Add(file.Id);
        }

        await new FileReadiness(client).EnsureAsync(file, cancellation).ConfigureAwait(false);
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
        catch (Exception e) when (e is FineTuneException || PassingFailure.Is(e))
        {
            await display.SayAsync($"File '{file}' could not be deleted: {e.Message}").ConfigureAwait(false);
            return false;
        }
    }
}
