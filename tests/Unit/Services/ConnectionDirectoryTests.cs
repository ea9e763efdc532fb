using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Api;

namespace OpenAIFineTune.Tests.Services;

public sealed class ConnectionDirectoryTests
{
    private readonly ConnectionDirectory _directory = new();

    [Fact]
    public void A_connection_is_found_by_name_until_it_is_removed()
    {
        FineTuneConnection connection = New();
        _directory.Add(connection);

        Assert.Same(connection, _directory.Find("TEST"));
        _directory.Remove(connection);
        Assert.Null(_directory.Find("test"));
    }

    [Fact]
    public void A_name_that_two_connections_have_stands_for_neither()
    {
        FineTuneConnection one = New();
        FineTuneConnection other = New();
        _directory.Add(one);
        _directory.Add(other);

        Assert.Null(_directory.Find("test"));
        GC.KeepAlive((one, other));
    }

    private static FineTuneConnection New() => TestConnection.To(new ScriptedService());
}
