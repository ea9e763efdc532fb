using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Tests.Engine.Store;

public sealed class EventLogTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_line_that_was_cut_off_hides_nothing_else()
    {
        EventLog log = new(_path);
        log.Append(Event("one"));
        File.AppendAllText(_path, "{\"id\":\"torn");
        log.Append(Event("two"));

        Assert.Equal(["one", "two"], log.Read().Select(occurrence => occurrence.Message));
    }

    private static JobEvent Event(string message) => new(ResourceId.New("ftevent-"), 1, "info", "message", message);
}
