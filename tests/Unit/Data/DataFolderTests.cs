using OpenAIFineTune.Data;

namespace OpenAIFineTune.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly string? _home = Environment.GetEnvironmentVariable(DataFolder.Variable);
    private readonly string? _state = Environment.GetEnvironmentVariable(DataFolder.EngineVariable);

    public void Dispose() => Set(_home, _state);

    [Theory]
    [InlineData("/elsewhere", null, "/elsewhere", "/elsewhere/local")]
    [InlineData("/elsewhere", "", "/elsewhere", "/elsewhere/local")]
    [InlineData("/elsewhere", "/state", "/elsewhere", "/state")]
    public void The_home_moves_everything_and_the_state_the_engine_alone(
        string home, string? state, string data, string engine)
    {
        Set(home, state);

        Assert.Equal(Path.GetFullPath(data), DataFolder.Path);
        Assert.Equal(Path.GetFullPath(engine), DataFolder.EngineState);
    }

    private static void Set(string? home, string? state)
    {
        Environment.SetEnvironmentVariable(DataFolder.Variable, home);
        Environment.SetEnvironmentVariable(DataFolder.EngineVariable, state);
    }
}
