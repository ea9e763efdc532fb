using System.Text.Json;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// The folder that holds everything, for its owner alone. A file in it is either whole or absent: it is written under
/// another name, flushed to the disk and renamed. Changes that read before they write hold the resource's lock.
/// </summary>
internal sealed class StateFolder
{
    /// <summary>The folder of files that do not have their name yet.</summary>
    public const string Temporary = "tmp";

    private const int CurrentFormat = 1;

    public StateFolder(string path)
    {
        DirectoryInfo named = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        Root = named.Exists
            ? named.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? named.FullName : named.FullName;
        Damaged = new DamagedRecords(Root);
        Open();
    }

    public string Root { get; }

    /// <summary>The records that could not be read.</summary>
    public DamagedRecords Damaged { get; }

    /// <summary>A folder of a kind of resource, made when it is missing, as all is once its owner deleted it.</summary>
    public string Folder(params string[] names)
    {
        if (!Directory.Exists(Root))
        {
            Open();
        }

        string path = Root;
        foreach (string name in names)
        {
            path = Path.Combine(path, name);
            PrivateFolder.RefuseLink(path);
            _ = PrivateFolder.Create(path);
        }

        return path;
    }

    /// <summary>A name in the temporary folder that nobody else has; on the same disk as the rest.</summary>
    public string NewTemporaryFile() => Path.Combine(Folder(Temporary), ResourceId.New("t"));

    public void Write<T>(string path, T value)
        where T : StoredRecord => Write(path, file => JsonSerializer.Serialize(file, value, ProtocolJson.Options));

    public void Write(string path, Action<Stream> write)
    {
        string temporary = NewTemporaryFile();
        try
        {
            using (FileStream file = StateFile.Create(temporary))
            {
                write(file);
            }

            DurableFile.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a record; null when there is none. One that is damaged is set aside, and an error.</summary>
    public T? Read<T>(string path)
        where T : StoredRecord
    {
        try
        {
            using FileStream file = StateFile.OpenRead(path);
            if (JsonSerializer.Deserialize<T>(file, ProtocolJson.Options) is T record && record.Fits(path))
            {
                return record;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Damaged.Has(path) ? throw Damaged.Fault(path) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, JSON of another kind, or names that stand twice.
        }

        throw Damaged.SetAside(path);
    }

    /// <summary>Reads a record; null when there is none that can be read.</summary>
    public T? TryRead<T>(string path)
        where T : StoredRecord
    {
        try
        {
            return Read<T>(path);
        }
        catch (KnownFailure)
        {
            return null;
        }
    }

    /// <summary>Every record of a folder that can be read.</summary>
    public IEnumerable<T> ReadAll<T>(string folder)
        where T : StoredRecord => Files(folder, "*.json").Select(TryRead<T>).OfType<T>();

    /// <summary>The files of a folder; none when its owner deleted it.</summary>
    public static IEnumerable<string> Files(string folder, string pattern = "*")
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    /// <summary>The names of the folders in a folder; none when its owner deleted it.</summary>
    public static IEnumerable<string> FolderNames(string folder)
        => Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)) : [];

    private void Open()
    {
        if (Directory.Exists(Root))
        {
            PrivateFolder.Require(Root);
        }
        else
        {
            _ = PrivateFolder.Create(Root);
        }

        RequireFormat();
    }

    // A newer version's meaning is unknown here; a folder that is not marked is marked.
    private void RequireFormat()
    {
        string path = Path.Combine(Root, "format.json");
        if (TryRead<Format>(path) is not Format found)
        {
            Write(path, new Format(CurrentFormat));
        }
        else if (found.Version > CurrentFormat)
        {
            throw new KnownFailure(
                "StateFolderNewer",
                $"The folder '{Root}' is of a newer version of this module "
                    + $"(format {found.Version}; this one knows {CurrentFormat}).")
            {
                Target = Root,
                Advice = "Update the module, or name another folder with -StatePath.",
            };
        }
    }

    /// <summary>The version of what is in the folder.</summary>
    private sealed record Format(int Version) : StoredRecord
    {
        public override bool Fits(string path) => Version > 0;
    }
}
