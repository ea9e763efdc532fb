namespace OpenAIFineTune.Local.Store;

/// <summary>Uploaded files and result files: the bytes beside a description.</summary>
internal sealed class FileStore
{
    public const string Prefix = "file-";

    private readonly StateFolder _state;
    private readonly TimeProvider _time;
    private readonly string _folder;

    public FileStore(StateFolder state, TimeProvider time)
    {
        _state = state;
        _time = time;
        _folder = state.Folder("files");
    }

    /// <summary>The files that are there, oldest first.</summary>
    public IReadOnlyList<StoredFile> All()
        => [.. _state.ReadAll<StoredFile>(_folder).Where(IsAlive).OrderBy(file => file.Sequence)];

    /// <summary>The file of that id; null without one.</summary>
    public StoredFile? Find(string id)
        => ResourceId.IsValid(id, Prefix)
            && _state.Read<StoredFile>(DescriptionOf(id)) is StoredFile file
            && IsAlive(file)
                ? file
                : null;

    /// <summary>Takes over a finished temporary file.</summary>
    public StoredFile Add(string temporaryFile, string fileName, string purpose, long? expireSeconds = null)
    {
        DateTimeOffset now = _time.GetUtcNow();
        string id = ResourceId.New(Prefix);
        StoredFile file = new(id, fileName, purpose, new FileInfo(temporaryFile).Length, now.ToUnixTimeSeconds())
        {
            ExpiresAt = now.ToUnixTimeSeconds() + expireSeconds,
            Sequence = now.UtcTicks,
        };

        // The description comes last: a file that is described is there.
        File.Move(temporaryFile, DataOf(id));
        _state.Write(DescriptionOf(id), file);
        return file;
    }

    public FileStream Open(StoredFile file) => new(
        DataOf(file.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true);

    public void Remove(StoredFile file)
    {
        File.Delete(DescriptionOf(file.Id));
        File.Delete(DataOf(file.Id));
    }

    private bool IsAlive(StoredFile file) => !(file.ExpiresAt <= _time.GetUtcNow().ToUnixTimeSeconds());

    private string DescriptionOf(string id) => Path.Combine(_folder, id + ".json");

    private string DataOf(string id) => Path.Combine(_folder, id + ".data");
}
