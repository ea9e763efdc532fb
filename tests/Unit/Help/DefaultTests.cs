using System.Globalization;
using OpenAIFineTune.Help;
using OpenAIFineTune.Services;
using OpenAIFineTune.Tests.Module;

namespace OpenAIFineTune.Tests.Help;

public sealed class DefaultTests
{
    [Theory]
    [InlineData("Send-FineTuneFile", "Purpose", "fine-tune")]
    [InlineData("Measure-FineTunedModel", "ThrottleLimit", "1")]
    [InlineData("Start-FineTuneServer", "Port", "0")]
    [InlineData("New-FineTune", "Epochs", "auto")]
    [InlineData("New-FineTune", "Suffix", null)]
    public void A_page_tells_what_holds_when_a_parameter_is_left_out(string page, string parameter, string? value)
        => Assert.Equal(value, Page(page).Default(parameter));

    [Fact]
    public void The_page_of_connections_names_the_limits_that_hold()
    {
        TransportLimits limits = new();

        Assert.Equal(limits.MaxRetry.ToString(CultureInfo.InvariantCulture), Page("Connect-FineTune").Default("MaxRetry"));
        Assert.Equal(
            limits.Attempt.TotalSeconds.ToString(CultureInfo.InvariantCulture), Page("Connect-FineTune").Default("TimeoutSec"));
    }

    private static HelpPage Page(string name) => HelpPage.Read(Repository.File("docs", "en-US", name + ".md"));
}
