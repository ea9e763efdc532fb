using Microsoft.Extensions.Time.Testing;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Protocol.Files;

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

    [Fact]
    public void A_file_that_can_not_be_opened_is_an_error_and_not_held()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        _ = File.CreateSymbolicLink(_path, _path);

        Assert.ThrowsAny<Exception>(() => FileLock.TryTake(_path));
    }

    [Fact]
    public async Task Nobody_waits_for_ever_for_a_holder_that_stopped()
    {
        FakeTimeProvider time = new();
        using IDisposable? held = FileLock.TryTake(_path);

        Task<IDisposable> waiting = FileLock.TakeAsync(_path, TestContext.Current.CancellationToken, time);
        time.Advance(TimeSpan.FromSeconds(31));

        IOException e = await Assert.ThrowsAsync<IOException>(() => waiting);
        Assert.Contains(_path, e.Message, StringComparison.Ordinal);
    }
}
