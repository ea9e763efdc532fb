using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Tests.Streams;

public sealed class RealPathTests : IDisposable
{
    private readonly string _folder = RealPath.Of(Directory.CreateTempSubdirectory("finetune-").FullName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(params string[] names) => Path.Combine([_folder, .. names]);

    [Fact]
    public void Links_of_files_and_of_folders_lead_to_one_path()
    {
        _ = Directory.CreateDirectory(In("real", "deep"));
        File.WriteAllText(In("real", "deep", "a"), "x");
        _ = Directory.CreateSymbolicLink(In("folder"), "real/deep");
        _ = File.CreateSymbolicLink(In("real", "file"), "../folder/a");

        Assert.Equal(In("real", "deep", "a"), RealPath.Of(In("real", "file")));
        Assert.True(RealPath.AreSame(In("folder", "a"), In("real", "file")));
        Assert.False(RealPath.AreSame(In("folder", "b"), In("real", "file")));
    }

    [Fact]
    public void What_is_not_there_has_a_path_too()
        => Assert.Equal(In("none", "a"), RealPath.Of(In("none", ".", "a")));

    [Fact]
    public void A_circle_of_links_has_an_end()
    {
        _ = File.CreateSymbolicLink(In("a"), "b");
        _ = File.CreateSymbolicLink(In("b"), "a");

        Assert.StartsWith(_folder, RealPath.Of(In("a")));
    }
}
