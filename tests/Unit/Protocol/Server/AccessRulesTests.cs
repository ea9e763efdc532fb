using System.Net;
using System.Text;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Server;

namespace OpenAIFineTune.Tests.Protocol.Server;

public sealed class AccessRulesTests
{
    private const string Key = "sk-test-of-the-access-rules";

    private static readonly ServerOptions s_local = new() { ApiKey = Key };

    [Theory]
    [InlineData("localhost", null)]
    [InlineData("LOCALHOST:8080", null)]
    [InlineData("localhost.:8080", null)]
    [InlineData("127.0.0.1:1", null)]
    [InlineData("127.9.9.9", null)]
    [InlineData("[::1]:8080", null)]
    [InlineData("evil.example", 421)]
    [InlineData("evil.example:8080", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("0.0.0.0:8080", 421)]
    [InlineData("192.168.0.1", 421)]
    [InlineData("[2001:db8::1]", 421)]
    [InlineData("", 400)]
    [InlineData("localhost, evil.example", 400)]
    [InlineData("user@localhost", 400)]
    [InlineData("localhost/evil", 400)]
    [InlineData("localhost:80:80", 400)]
    [InlineData("localhost:http", 400)]
    public async Task A_server_answers_to_its_own_names_alone(string host, int? status)
        => Assert.Equal(status, await RefuseAsync(s_local, $"Host: {host}", $"Authorization: Bearer {Key}"));

    [Fact]
    public async Task An_address_in_the_request_line_is_checked_like_the_header()
    {
        RequestHead head = await ReadAsync("GET http://evil.example/v1/models HTTP/1.1", "Host: localhost");

        Assert.Equal(421, new AccessRules(s_local).Refuse(head)?.Status);
    }

    [Fact]
    public async Task Only_a_client_of_the_oldest_version_needs_no_host()
    {
        RequestHead old = await ReadAsync("GET /v1/models HTTP/1.0", $"Authorization: Bearer {Key}");
        RequestHead today = await ReadAsync("GET /v1/models HTTP/1.1", $"Authorization: Bearer {Key}");

        Assert.Null(new AccessRules(s_local).Refuse(old));
        Assert.Equal(400, new AccessRules(s_local).Refuse(today)?.Status);
    }

    [Theory]
    [InlineData("192.168.0.1:80", null)]
    [InlineData("trainer.lan", null)]
    [InlineData("evil.example", 421)]
    public async Task A_server_for_others_has_its_addresses_and_the_names_that_it_was_given(string host, int? status)
    {
        ServerOptions options =
            s_local with { Address = IPAddress.Any, AllowsRemote = true, HostNames = ["trainer.lan"] };

        Assert.Equal(status, await RefuseAsync(options, $"Host: {host}", $"Authorization: Bearer {Key}"));
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("http://localhost:3000", 403)]
    [InlineData("null", 403)]
    [InlineData("https://studio.example", null)]
    [InlineData("https://studio.example.evil.example", 403)]
    public async Task A_page_is_let_in_by_its_origin_alone(string origin, int? status)
    {
        ServerOptions options = s_local with { AllowedOrigins = ["https://studio.example"] };

        Assert.Equal(
            status,
            await RefuseAsync(options, "Host: localhost", $"Origin: {origin}", $"Authorization: Bearer {Key}"));
    }

    [Fact]
    public async Task A_preflight_is_answered_for_an_allowed_origin_without_a_key()
    {
        RequestHead head = await ReadAsync(
            "OPTIONS /v1/models HTTP/1.1",
            "Host: localhost",
            "Origin: https://studio.example",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization");
        AccessRules rules = new(s_local with { AllowedOrigins = ["https://studio.example"] });

        ProtocolResponse answer = rules.Open(rules.AllowPreflight(head)!, head);

        Assert.Contains(("Access-Control-Allow-Origin", "https://studio.example"), answer.Headers);
        Assert.Contains(("Access-Control-Allow-Headers", "authorization"), answer.Headers);
        Assert.Null(new AccessRules(s_local).AllowPreflight(head));
    }

    [Theory]
    [InlineData($"api-key: {Key}", null)]
    [InlineData($"Authorization: bearer {Key}", null)]
    [InlineData("api-key: wrong", 401)]
    [InlineData($"Authorization: Basic {Key}", 401)]
    [InlineData("X: y", 401)]
    public async Task The_key_is_shown_in_either_header(string header, int? status)
        => Assert.Equal(status, await RefuseAsync(s_local, "Host: localhost", header));

    private static async Task<int?> RefuseAsync(ServerOptions options, params string[] headers)
    {
        try
        {
            return new AccessRules(options).Refuse(await ReadAsync("GET /v1/models HTTP/1.1", headers))?.Status;
        }
        catch (RequestFailure failure)
        {
            return failure.Status;
        }
    }

    private static async Task<RequestHead> ReadAsync(string line, params string[] headers)
    {
        string text = string.Join("\r\n", [line, .. headers, "", ""]);
        using MemoryStream stream = new(Encoding.Latin1.GetBytes(text));
        ConnectionReader reader = new(stream, TimeSpan.FromMinutes(1), TimeProvider.System);
        reader.Allow(TimeSpan.FromMinutes(1));
        return (await RequestHead.ReadAsync(reader, TestContext.Current.CancellationToken))!;
    }
}
