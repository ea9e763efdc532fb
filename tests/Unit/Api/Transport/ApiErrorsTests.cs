using OpenAIFineTune.Api.Transport;

namespace OpenAIFineTune.Tests.Api.Transport;

public sealed class ApiErrorsTests
{
    [Fact]
    public async Task All_that_the_service_says_is_kept()
    {
        ApiException error = await ReadAsync(
            400,
            """{"error":{"message":"Bad file.","type":"invalid_request_error","param":"training_file","code":"invalid_file"}}""",
            "x-request-id",
            "req_1");

        Assert.Equal(
            ("invalid_request_error", "training_file", "invalid_file", "req_1"),
            (error.Type, error.Param, error.Code, error.RequestId));
        Assert.Equal("Bad file. (code invalid_file, param training_file)", error.Message);
    }

    [Theory]
    [InlineData("""{"error":"plain"}""", "plain")]
    [InlineData("""{"message":"flat"}""", "flat")]
    [InlineData("""{"detail":"FastAPI's"}""", "FastAPI's")]
    [InlineData("upstream is down", "upstream is down")]
    [InlineData("<html><h1>502</h1>", "HTTP 502")]
    [InlineData("""{"error":{"mess""", "HTTP 502")]
    [InlineData("""{"error":null}""", "HTTP 502")]
    [InlineData("[1]", "HTTP 502")]
    [InlineData("", "HTTP 502")]
    public async Task Other_forms_are_understood_as_far_as_they_go(string body, string part)
    {
        ApiException error = await ReadAsync(502, body);

        Assert.Equal("ServerFailed", error.ErrorId);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_training_has_an_id_of_its_own()
        => Assert.Equal(
            "TrainingNotAvailable",
            (await ReadAsync(403, """{"error":{"code":"training_not_available","message":"m"}}""")).ErrorId);

    [Fact]
    public async Task A_key_that_the_service_echoes_is_masked()
    {
        ApiException error = await ReadAsync(401, $$$"""{"error":{"message":"Wrong key {{{TestConnection.Key}}}!"}}""");

        Assert.Equal("Wrong key ***!", error.Message);
    }

    [Fact]
    public async Task A_key_is_masked_in_every_word_that_the_service_sends()
    {
        const string Key = TestConnection.Key;
        ApiException error = await ReadAsync(
            400,
            $$$"""{"error":{"message":"m","code":"c {{{Key}}}","type":"t {{{Key}}}","param":"p {{{Key}}}"}}""",
            "x-request-id",
            $"req {Key}");

        Assert.Equal(
            ("c ***", "t ***", "p ***", "req ***"), (error.Code, error.Type, error.Param, error.RequestId));
    }

    [Fact]
    public async Task A_redirect_names_where_it_leads()
        => Assert.Contains(
            "elsewhere.test",
            (await ReadAsync(302, "", "Location", "https://elsewhere.test/v1")).Message,
            StringComparison.Ordinal);

    private static async Task<ApiException> ReadAsync(int status, string body, params string[] headers)
    {
        using HttpResponseMessage response = ScriptedService.Response(status, body, headers);
        using ScriptedService service = new();
        return await new ApiErrors(TestConnection.To(service), TimeProvider.System).ReadAsync(
            response, new ApiRequest(HttpMethod.Get, "files"), TestContext.Current.CancellationToken);
    }
}
