namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// A mark for each job that waits for a runner or has one, so that looking for work stays cheap. It is set before the
/// record says so and taken away after, so that no job is ever forgotten.
/// </summary>
internal sealed class ActiveMarks
{
    private const string Name = "active";

    private readonly StateFolder _state;

    public ActiveMarks(StateFolder state)
    {
        _state = state;
        _ = state.Folder(Name);
    }

    /// <summary>The ids of the marked jobs.</summary>
    public IReadOnlyList<string> Ids =>
    [
        .. StateFolder.Files(Path.Combine(_state.Root, Name))
            .Select(path => Path.GetFileName(path))
            .Where(id => ResourceId.IsValid(id, JobStore.Prefix)),
    ];

    public void Set(string id) => StateFile.Open(
        Path.Combine(_state.Folder(Name), id),
        new FileStreamOptions
        {
            // Shared, since another process may set the same mark now.
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite,
        }).Dispose();

    public void Remove(string id) => File.Delete(Path.Combine(_state.Folder(Name), id));
}
