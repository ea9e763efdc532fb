using OpenAIFineTune.Engine.Store;

namespace OpenAIFineTune.Tests.Engine.Store;

public sealed class ModelNamesTests
{
    [Theory]
    [InlineData("ft:local-baseline:local:triage:ab12cd34", "ab12cd34", null)]
    [InlineData("ft:local-baseline:local::ab12cd34:ckpt-step-30", "ab12cd34", 30)]
    public void A_name_tells_its_id_and_step(string name, string id, int? step)
        => Assert.Equal(("local-baseline", id, step), ModelNames.Parse(name));

    [Theory]
    [InlineData("local-baseline")]
    [InlineData("ft:local-baseline:local:x:../../ab")]
    [InlineData("ft:local-baseline:local:x:ab12cd34\n")]
    [InlineData("ft:local-baseline:local:x:AB12CD34")]
    [InlineData("ft:local-baseline:local:x:ab12cd34:ckpt-step-9999999999999")]
    public void Another_text_is_no_name(string name) => Assert.Null(ModelNames.Parse(name));

    [Fact]
    public void A_suffix_becomes_part_of_a_name_that_can_be_read_again()
        => Assert.NotNull(ModelNames.Parse($"ft:a:local:{ModelNames.CleanSuffix("a:b/../한글 \n")}:ab12cd34"));
}
