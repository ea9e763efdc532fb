using System.Security.Cryptography;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Store;

/// <summary>Uploads in parts: a folder each, with a description and the parts that have arrived.</summary>
internal sealed class UploadStore(StateFolder state)
{
    public const string Prefix = "upload_";
    public const string PartPrefix = "part_";

    private const string Folder = "uploads";

    private readonly string _folder = state.Folder(Folder);

    public StoredUpload? Find(string id)
        => ResourceId.IsValid(id, Prefix) ? state.Read<StoredUpload>(DescriptionOf(id)) : null;

    public void Save(StoredUpload upload)
    {
        _ = state.Folder(Folder, upload.Id);
        state.Write(DescriptionOf(upload.Id), upload);
    }

    public Task<IDisposable> LockAsync(StoredUpload upload, CancellationToken cancellation)
        => FileLock.TakeAsync(Path.Combine(_folder, upload.Id, "lock"), cancellation);

    /// <summary>Takes over a finished temporary file as a part; returns its id.</summary>
    public string AddPart(StoredUpload upload, string temporaryFile)
    {
        string id = ResourceId.New(PartPrefix);
        DurableFile.Move(temporaryFile, PathOf(upload, id), overwrite: false);
        return id;
    }

    public bool HasPart(StoredUpload upload, string partId)
        => ResourceId.IsValid(partId, PartPrefix) && File.Exists(PathOf(upload, partId));

    /// <summary>How many bytes parts have together.</summary>
    public long LengthOf(StoredUpload upload, IEnumerable<string> partIds)
        => partIds.Sum(id => new FileInfo(PathOf(upload, id)).Length);

    /// <summary>Puts the parts together in a new file; returns its MD5.</summary>
    public async Task<string> JoinAsync(
        StoredUpload upload, IEnumerable<string> partIds, string file, CancellationToken cancellation)
    {
        using FileStream target = StateFile.Create(file, FileOptions.Asynchronous);
        using IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        byte[] buffer = new byte[64 * 1024];
        foreach (string partId in partIds)
        {
            using FileStream part = StateFile.OpenRead(PathOf(upload, partId));
            int count;
            while ((count = await part.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                md5.AppendData(buffer, 0, count);
                await target.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            }
        }

        return Convert.ToHexString(md5.GetHashAndReset());
    }

    /// <summary>Deletes the parts of an upload that has ended.</summary>
    public void RemoveParts(StoredUpload upload)
    {
        foreach (string part in StateFolder.Files(Path.Combine(_folder, upload.Id), PartPrefix + "*"))
        {
            File.Delete(part);
        }
    }

    /// <summary>Deletes what is left of uploads that ended or expired a while ago.</summary>
    public void RemoveEnded(long now)
    {
        foreach (string id in StateFolder.FolderNames(_folder))
        {
            if (TryFind(id) is { } upload
                && upload.StatusAt(now) != "pending"
                && now >= upload.CreatedAt + (2 * StoredUpload.LifeSeconds))
            {
                Directory.Delete(Path.Combine(_folder, id), recursive: true);
            }
        }
    }

    private StoredUpload? TryFind(string id)
        => ResourceId.IsValid(id, Prefix) ? state.TryRead<StoredUpload>(DescriptionOf(id)) : null;

    private string DescriptionOf(string id) => Path.Combine(_folder, id, "upload.json");

    private string PathOf(StoredUpload upload, string partId) => Path.Combine(_folder, upload.Id, partId);
}
