using System.Security.Cryptography;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Store;

/// <summary>Uploaded files and result files: the bytes beside a description.</summary>
internal sealed class FileStore(StateFolder state, TimeProvider time)
{
    public const string Prefix = "file-";

    private const string Folder = "files";

    private readonly string _folder = state.Folder(Folder);

    /// <summary>The files that are there, oldest first.</summary>
    public IReadOnlyList<StoredFile> All()
        => [.. state.ReadAll<StoredFile>(_folder).Where(IsAlive).OrderBy(file => file.Sequence)];

    /// <summary>The file of that id; null without one. A damaged record is an error.</summary>
    public StoredFile? Find(string id) => Alive(
        ResourceId.IsValid(id, Prefix) ? state.Read<StoredFile>(DescriptionOf(id)) : null);

    /// <summary>The file of that id; null when there is none that can be read.</summary>
    public StoredFile? TryFind(string id) => Alive(
        ResourceId.IsValid(id, Prefix) ? state.TryRead<StoredFile>(DescriptionOf(id)) : null);

    /// <summary>Takes over a finished temporary file.</summary>
    public StoredFile Add(string temporaryFile, string fileName, string purpose, long? expireSeconds = null)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = ResourceId.New(Prefix);
        using FileStream written = StateFile.OpenRead(temporaryFile);
        StoredFile file = new(id, fileName, purpose, written.Length, now.ToUnixTimeSeconds())
        {
            ExpiresAt = now.ToUnixTimeSeconds() + expireSeconds,
            Sequence = now.UtcTicks,
            Sha256 = HashOf(written),
        };

        // The description comes last: a file that is described is there.
        _ = state.Folder(Folder);
        DurableFile.Move(temporaryFile, DataOf(id), overwrite: false);
        state.Write(DescriptionOf(id), file);
        return file;
    }

    /// <summary>Opens a file whose bytes are those that were stored; others are an error.</summary>
    public FileStream Open(StoredFile file)
    {
        if (!File.Exists(DataOf(file.Id)))
        {
            throw Damaged(file);
        }

        FileStream data = StateFile.Open(DataOf(file.Id), new FileStreamOptions
        {
            Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous, BufferSize = 64 * 1024,
        });
        try
        {
            if (data.Length != file.Bytes || (file.Sha256 is not null && HashOf(data) != file.Sha256))
            {
                throw Damaged(file);
            }

            data.Position = 0;
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    public void Remove(StoredFile file)
    {
        File.Delete(DescriptionOf(file.Id));
        File.Delete(DataOf(file.Id));
    }

    /// <summary>Deletes files whose time is over, and bytes that were never described.</summary>
    public void RemoveLeftovers()
    {
        foreach (StoredFile file in state.ReadAll<StoredFile>(_folder).Where(file => !IsAlive(file)))
        {
            Remove(file);
        }

        DurableFile.RemoveLeftovers(StateFolder.Files(_folder, "*.data")
            .Where(data => !IsDescribed(Path.ChangeExtension(data, ".json"))), time);
    }

    private bool IsDescribed(string description) => File.Exists(description) || state.Damaged.Has(description);

    private static string HashOf(FileStream file) => Convert.ToHexString(SHA256.HashData(file));

    private static KnownFailure Damaged(StoredFile file) => new(
        "StoredFileDamaged",
        $"The bytes of the file {file.Id} ({file.FileName}) in the local engine's folder are not those that were "
            + "stored.")
    {
        Target = file.Id,
        Advice = "Upload the file again, or train again for a new result file.",
    };

    private StoredFile? Alive(StoredFile? file) => file is not null && IsAlive(file) ? file : null;

    private bool IsAlive(StoredFile file) => !(file.ExpiresAt <= time.GetUtcNow().ToUnixTimeSeconds());

    private string DescriptionOf(string id) => Path.Combine(_folder, id + ".json");

    private string DataOf(string id) => Path.Combine(_folder, id + ".data");
}
