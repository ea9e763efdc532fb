using System.Net;
using OpenAIFineTune.Api.Jobs;

namespace OpenAIFineTune.Tests.Api.Jobs;

public sealed class JobRefusalTests
{
    [Fact]
    public void A_refused_model_is_explained_with_its_history()
    {
        FineTuneException explained = JobRefusal.Explain(Refusal("model_not_found", "model"), "davinci", []);

        Assert.Contains("2024-01-04", explained.Message, StringComparison.Ordinal);
        Assert.Equal("RequestRejected", explained.ErrorId);
    }

    [Fact]
    public void A_refused_setting_is_not_blamed_on_the_model()
    {
        FineTuneException explained = JobRefusal.Explain(Refusal("invalid_value", "n_epochs"), "davinci", []);

        Assert.DoesNotContain("2024", explained.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_stay_behind_are_named()
    {
        FineTuneException explained = JobRefusal.Explain(Refusal("invalid_value", "seed"), "m", ["file-1", "file-2"]);

        Assert.Contains("'file-1', 'file-2'", explained.Message, StringComparison.Ordinal);
        Assert.Contains("Remove-FineTuneFile", explained.Advice, StringComparison.Ordinal);
    }

    private static ApiException Refusal(string code, string param)
        => new("RequestRejected", "No.") { Status = HttpStatusCode.BadRequest, Code = code, Param = param };
}
