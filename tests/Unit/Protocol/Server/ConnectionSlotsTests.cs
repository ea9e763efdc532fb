using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class ConnectionSlotsTests
{
    [Fact]
    public void A_connection_that_is_over_at_once_leaves_nothing()
    {
        ConnectionSlots slots = new(served: 10, turnedAway: 0);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(slots.TryRun(_ => Task.CompletedTask)));

        Assert.Equal(0, slots.Count);
    }

    [Fact]
    public void As_many_are_served_as_were_promised_and_a_few_more_are_told()
    {
        ConnectionSlots slots = new(served: 3, turnedAway: 2);
        List<TaskCompletionSource> ends = [];
        List<bool> welcomes = [];
        bool Open() => slots.TryRun(isWelcome =>
        {
            welcomes.Add(isWelcome);
            ends.Add(new TaskCompletionSource());
            return ends[^1].Task;
        });

        bool[] opened = [Open(), Open(), Open(), Open(), Open(), Open()];
        ends[0].SetResult();
        ends[3].SetResult();
        _ = Open();

        Assert.Equal([true, true, true, true, true, false], opened);
        Assert.Equal([true, true, true, false, false, true], welcomes);
    }
}
