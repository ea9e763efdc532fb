using System.Runtime.Versioning;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Streams;

public sealed class DurableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-durable-").FullName;

    private string Target => Path.Combine(_folder, "record.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_else_is_left()
    {
        DurableFile.Write(Target, "old and longer"u8);
        DurableFile.Write(Target, "new"u8);

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        _ = Directory.CreateDirectory(Target);

        _ = Assert.ThrowsAny<Exception>(() => DurableFile.Write(Target, "new"u8));

        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_move_that_must_not_replace_does_not()
    {
        File.WriteAllText(Target, "old");
        string temporary = DurableFile.TemporaryFor(Target);
        File.WriteAllText(temporary, "new");

        _ = Assert.Throws<IOException>(() => DurableFile.Move(temporary, Target, overwrite: false));

        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_is_for_those_that_the_caller_says()
    {
        DurableFile.Write(Target, "x"u8, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void A_folder_is_flushed_where_there_is_one()
    {
        Assert.Equal(!OperatingSystem.IsWindows(), DurableFile.FlushFolder(_folder));
        Assert.False(DurableFile.FlushFolder(Path.Combine(_folder, "none")));
    }
}
