using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Tests.Local.Store;

public sealed class FileLockTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Nobody_takes_what_is_held_and_the_next_takes_what_was_let_go()
    {
        using (FileLock.TryTake(_path))
        {
            Assert.Null(FileLock.TryTake(_path));
        }

        using IDisposable? next = FileLock.TryTake(_path);
        Assert.NotNull(next);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
        => Assert.Throws<DirectoryNotFoundException>(() => FileLock.TryTake(Path.Combine(_path, "none", "lock")));
}
