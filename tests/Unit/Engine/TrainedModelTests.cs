namespace OpenAIFineTune.Tests.Engine;

/// <summary>Tests that ask a model which knows apples from cars; each has its own.</summary>
public abstract class TrainedModelTests : IAsyncLifetime
{
    protected const string Prompt = "a sweet red apple\n\n###\n\n";

    protected LocalService Service { get; } = new();

    protected string Model { get; private set; } = "";

    public async ValueTask InitializeAsync()
        => Model = (await Service.TrainAsync(40, 4)).GetProperty("fine_tuned_model").GetString()!;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Service.DisposeAsync();
    }
}
