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

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("not JSON")]
    [InlineData("{\"id\":\"e\"}")]
    [InlineData("{\"id\":\"e\" \"message\":\"m\"")]
    public void A_line_that_was_damaged_is_told_of_in_its_place(string damage)
    {
        EventLog log = new(_path);
        log.Append(Event("one"));
        File.AppendAllText(_path, damage + "\n");
        log.Append(Event("two"));

        IReadOnlyList<JobEvent> events = log.Read();

        string told = $"An event is damaged: line 2 of {Path.GetFileName(_path)}";
        Assert.Equal(["one", told, "two"], events.Select(e => e.Message));
        Assert.Equal("warn", events[1].Level);
        Assert.Equal(events[1].Id, log.Read()[1].Id);
    }

    private static JobEvent Event(string message) => new(ResourceId.New("ftevent-"), 1, "info", "message", message);
}
