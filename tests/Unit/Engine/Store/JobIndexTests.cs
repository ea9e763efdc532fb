using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Tests.Engine.Store;

public sealed class JobIndexTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_job_is_read_once_however_often_the_jobs_are_listed()
    {
        List<string> read = [];
        JobIndex index = new(new StateFolder(_folder));
        StoredJob Read(string id)
        {
            read.Add(id);
            return Job(id, sequence: read.Count);
        }

        string first = Add();
        _ = index.Newest(Read);
        string second = Add();

        Assert.Equal([second, first], index.Newest(Read).Select(key => key.Id));
        Assert.Equal([first, second], read);
    }

    [Fact]
    public void A_job_that_is_gone_is_not_listed()
    {
        JobIndex index = new(new StateFolder(_folder));
        string gone = Add();
        string stays = Add();
        _ = index.Newest(id => Job(id, 1));
        Directory.Delete(Path.Combine(_folder, JobStore.Folder, gone));

        Assert.Equal([stays], index.Newest(id => Job(id, 1)).Select(key => key.Id));
    }

    private static StoredJob Job(string id, long sequence) => new()
    {
        Id = id, Model = "ada", TrainingFile = "file-a", CreatedAt = 1, ModelId = "abcdefgh", Sequence = sequence,
    };

    private string Add()
    {
        string id = ResourceId.New(JobStore.Prefix);
        _ = Directory.CreateDirectory(Path.Combine(_folder, JobStore.Folder, id));
        return id;
    }
}
