namespace OpenAIFineTune.Engine.Store;

/// <summary>The fine-tuned models. Their bytes are the jobs' checkpoints.</summary>
internal sealed class ModelStore(StateFolder state, JobStore jobs)
{
    private const string Folder = "models";
    private const int MostNewest = 50;

    private readonly string _folder = state.Folder(Folder);

    /// <summary>The finished models that are there, oldest first.</summary>
    public IReadOnlyList<StoredModel> All()
        => [.. state.ReadAll<StoredModel>(_folder).Where(IsThere).OrderBy(model => model.CreatedAt)];

    /// <summary>
    /// The finished models among the files written last, newest first: quick in a folder of any size.
    /// </summary>
    public IEnumerable<StoredModel> Newest()
        => new DirectoryInfo(state.Folder(Folder)).EnumerateFiles("*.json")
            .OrderByDescending(file => file.LastWriteTimeUtc).Take(MostNewest)
            .Select(file => state.Read<StoredModel>(file.FullName))
            .OfType<StoredModel>().Where(IsThere);

    /// <summary>The finished model or the checkpoint of that name; null without one.</summary>
    public StoredModel? Find(string name)
    {
        if (ModelNames.Parse(name) is not { } parsed
            || state.Read<StoredModel>(PathOf(parsed.ModelId)) is not StoredModel model)
        {
            return null;
        }

        if (parsed.Step is null)
        {
            return model.Name == name && IsThere(model) ? model : null;
        }

        StoredCheckpoint? checkpoint = jobs.Checkpoints(model.JobId)
            .FirstOrDefault(checkpoint => checkpoint.Model == name && !checkpoint.IsDeleted);
        return checkpoint is null
            ? null
            : model with { Name = name, Epoch = checkpoint.Epoch, CreatedAt = checkpoint.CreatedAt, IsDeleted = false };
    }

    public void Save(StoredModel model)
    {
        _ = state.Folder(Folder);
        state.Write(PathOf(model.ModelId), model);
    }

    /// <summary>Deletes a finished model or a checkpoint; the bytes go with the last name for them.</summary>
    public async Task RemoveAsync(StoredModel model)
    {
        StoredModel final = state.Read<StoredModel>(PathOf(model.ModelId))!;
        if (final.Name == model.Name)
        {
            final = final with { IsDeleted = true };
            Save(final);
        }

        IReadOnlyList<StoredCheckpoint> checkpoints = await jobs.ChangeCheckpointsAsync(
            model.JobId,
            current => [.. current.Select(c => c.Model == model.Name ? c with { IsDeleted = true } : c)])
            .ConfigureAwait(false);
        bool isNeeded = checkpoints.Any(c => c.Epoch == model.Epoch && !c.IsDeleted)
            || (final.Epoch == model.Epoch && !final.IsDeleted);
        if (!isNeeded)
        {
            File.Delete(PathTo(model));
        }
    }

    /// <summary>Deletes the record of a job's model, when the job itself is deleted.</summary>
    public void Forget(StoredJob job) => File.Delete(PathOf(job.ModelId));

    /// <summary>Opens what the learner reads.</summary>
    public FileStream Open(StoredModel model) => StateFile.OpenRead(PathTo(model));

    public string PathTo(StoredModel model) => jobs.FolderOf(model.JobId).Model(model.Epoch);

    // A checkpoint is there as soon as its epoch ends, the model itself when the job has succeeded.
    private bool IsThere(StoredModel model)
        => !model.IsDeleted && jobs.TryFind(model.JobId)?.FineTunedModel == model.Name;

    private string PathOf(string modelId) => Path.Combine(_folder, modelId + ".json");
}
