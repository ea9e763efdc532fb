using System.Security.Cryptography;

namespace OpenAIFineTune.Data.Writing;

/// <summary>
/// A file that is there as a whole or not at all: it grows under a temporary name and is renamed at the end.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <summary>Begins a file in <paramref name="folder"/>, which must be the one that it is to stay in.</summary>
    public OutputFile(string folder, bool byteOrderMark, UnixFileMode? mode = null)
    {
        _stream = TemporaryFile.Create(folder, mode);
        _temporary = _stream.Name;
        if (byteOrderMark)
        {
            _stream.Write(Mark);
        }
    }

    /// <summary>Writes lines, which are then not looked at any more.</summary>
    public void Write(JsonLines lines)
    {
        _stream.Write(lines.Bytes);
        lines.Release();
    }

    /// <summary>Hands all lines to the disk.</summary>
    public void Complete() => _stream.Flush(true);

    /// <summary>A name for what was written.</summary>
    public string Hash()
    {
        _stream.Position = 0;
        return Convert.ToHexString(SHA256.HashData(_stream)).ToLowerInvariant();
    }

    /// <summary>True when a file of that name is there with the same content.</summary>
    public bool IsAt(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream there = File.OpenRead(path);
        _stream.Position = 0;
        return there.Length == _stream.Length
            && SHA256.HashData(there).AsSpan().SequenceEqual(SHA256.HashData(_stream));
    }

    /// <summary>Lets the same people use the file as the one that it replaces.</summary>
    public void TakeModeOf(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(_temporary, File.GetUnixFileMode(path));
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void MoveTo(string path) => TemporaryFile.Rename(_temporary, path, path);

    /// <summary>Removes the file unless it got its name.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporary);
    }
}
