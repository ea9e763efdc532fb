using System.Text.Json;
using OpenAIFineTune.Local.Http;

namespace OpenAIFineTune.Local.Store;

/// <summary>
/// The folder that holds everything. A file in it is either whole or absent: it is written under another name, flushed
/// to the disk and renamed. Changes that read before they write hold the resource's lock.
/// </summary>
internal sealed class StateFolder
{
    private const string Override = "OPENAIFINETUNE_STATE";

    // Far longer than any file takes to be written.
    private static readonly TimeSpan s_leftover = TimeSpan.FromDays(1);

    public StateFolder(string path)
    {
        Root = System.IO.Path.GetFullPath(path);
        Temporary = Folder("tmp");
    }

    public string Root { get; }

    /// <summary>Where files are written before they get their name; on the same disk as the rest.</summary>
    public string Temporary { get; }

    /// <summary>The folder of a user who named none.</summary>
    public static string DefaultPath => Environment.GetEnvironmentVariable(Override) is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "OpenAIFineTune",
            "local");

    /// <summary>A folder of a kind of resource, made when it is missing.</summary>
    public string Folder(params string[] names)
        => Directory.CreateDirectory(System.IO.Path.Combine([Root, .. names])).FullName;

    /// <summary>A name in the temporary folder that nobody else has.</summary>
    public string NewTemporaryFile() => System.IO.Path.Combine(Temporary, ResourceId.New("t"));

    public void Write<T>(string path, T value)
        => Write(path, file => JsonSerializer.Serialize(file, value, LocalJson.Options));

    public void Write(string path, Action<Stream> write)
    {
        string temporary = NewTemporaryFile();
        using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a stored value; null when there is none.</summary>
    public T? Read<T>(string path)
        where T : class
    {
        try
        {
            // Delete is shared, so that a writer may rename a new file over the one that is being read.
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<T>(file, LocalJson.Options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Every stored value of a folder.</summary>
    public IEnumerable<T> ReadAll<T>(string folder)
        where T : class
        => Directory.EnumerateFiles(folder, "*.json").Select(Read<T>).OfType<T>();

    /// <summary>Deletes the temporary files of processes that died.</summary>
    public void RemoveLeftovers(TimeProvider time)
    {
        DateTime oldest = time.GetUtcNow().UtcDateTime - s_leftover;
        foreach (string path in Directory.EnumerateFiles(Temporary))
        {
            if (File.GetLastWriteTimeUtc(path) < oldest)
            {
                File.Delete(path);
            }
        }
    }
}
