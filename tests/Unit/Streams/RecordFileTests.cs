using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Tests.Streams;

public sealed class RecordFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_lock_leaves_no_file()
    {
        string path = Path.Combine(_folder, "a.lock");

        using (IDisposable? held = RecordFile.TryLock(path))
        {
            Assert.NotNull(held);
            Assert.Null(RecordFile.TryLock(path));
        }

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_lock_whose_file_goes_has_one_holder_all_the_same()
    {
        string path = Path.Combine(_folder, "a.lock");
        int inside = 0;
        int taken = 0;
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int time = 0; time < 500; time++)
            {
                using IDisposable? held = RecordFile.TryLock(path);
                if (held is not null)
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    taken++;
                    _ = Interlocked.Decrement(ref inside);
                }
            }
        })));

        Assert.Equal(1, most);
        Assert.True(taken > 1);
    }
}
