using System.Security.Cryptography;

namespace OpenAIFineTune.Data.Writing;

/// <summary>A file that is there as a whole or not at all: it grows under a temporary name and is renamed at the end.</summary>
internal sealed class OutputFile : IDisposable
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <summary>Begins a file in <paramref name="folder"/>, which must be the one that it is to stay in.</summary>
    public OutputFile(string folder, bool byteOrderMark)
    {
        _temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1);
        if (byteOrderMark)
        {
            _stream.Write(Mark);
        }

        Lines = new JsonLineWriter(_stream);
    }

    /// <summary>What the file is written with.</summary>
    public JsonLineWriter Lines { get; }

    /// <summary>Hands all lines to the disk.</summary>
    public void Complete()
    {
        Lines.Flush();
        _stream.Flush(true);
    }

    /// <summary>A name for what was written.</summary>
    public string Hash()
    {
        _stream.Position = 0;
        return Convert.ToHexString(SHA256.HashData(_stream)).ToLowerInvariant();
    }

    /// <summary>True when a file of that name has other content.</summary>
    public bool ConflictsWith(string path) => File.Exists(path) && !HasSameContentAs(path);

    /// <summary>Gives the file its name; a file that has it already and the same content is left as it is.</summary>
    public void MoveTo(string path)
    {
        bool isThere = HasSameContentAs(path);
        _stream.Dispose();
        if (isThere)
        {
            File.Delete(_temporary);
        }
        else
        {
            File.Move(_temporary, path, overwrite: true);
        }
    }

    /// <summary>Removes the file unless it got its name.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporary);
    }

    private bool HasSameContentAs(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != _stream.Length)
        {
            return false;
        }

        using FileStream there = File.OpenRead(path);
        _stream.Position = 0;
        return SHA256.HashData(there).AsSpan().SequenceEqual(SHA256.HashData(_stream));
    }
}
