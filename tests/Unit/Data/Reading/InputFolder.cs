using System.IO.Compression;
using System.Text;
using OpenAIFineTune.Data.Reading;
using OpenAIFineTune.Data.Reading.Rows;

namespace OpenAIFineTune.Tests.Data.Reading;

/// <summary>A folder of its own for a test's input files; deleted with its content afterwards.</summary>
internal sealed class InputFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fine-tune-reading-").FullName;

    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text) => Write(name, new UTF8Encoding(false).GetBytes(text));

    public string WriteCompressed(string name, string text)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionMode.Compress))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Write(name, packed.ToArray());
    }

    /// <summary>Reads a file that is written for it.</summary>
    public Reading Read(string name, string text, ReadingOptions? options = null)
        => Reading.Of(RowSources.Open(Write(name, text), options ?? ReadingOptions.Default));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
