using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine.Store;

/// <summary>
/// Records that can't be read: each is kept as it is in a folder of its own, and named to who asks for it.
/// </summary>
internal sealed class DamagedRecords(string root)
{
    private readonly string _folder = Path.Combine(root, "damaged");

    /// <summary>Where those are that were set aside.</summary>
    public IReadOnlyList<string> All
        => Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal)] : [];

    /// <summary>True when a record was set aside and nobody has put another in its place.</summary>
    public bool Has(string path) => File.Exists(PlaceOf(path));

    /// <summary>Takes a damaged record out of the way; returns what to say about it.</summary>
    public KnownFailure SetAside(string path)
    {
        try
        {
            _ = PrivateFolder.Create(_folder);
            File.Move(path, PlaceOf(path), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays where it is: another process was faster, or nothing can be written.
        }

        return Fault(path);
    }

    public KnownFailure Fault(string path) => new(
        "StateRecordDamaged",
        $"The local engine's record '{Path.GetRelativePath(root, path)}' is damaged and was set aside as "
            + $"'{PlaceOf(path)}'.")
    {
        Target = path,
        Advice = "Put a copy of the record back in its place, or do without it: the rest goes on.",
    };

    private string PlaceOf(string path) => Path.Combine(
        _folder, Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '.'));
}
