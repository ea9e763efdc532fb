namespace OpenAIFineTune.Api.Transport;

/// <summary>The connections to the network, which all runspaces of the process share.</summary>
internal static class Network
{
    private static readonly HttpMessageInvoker s_network = new(Handler());

    // A proxy's "this machine" is another one.
    private static readonly HttpMessageInvoker s_loopback = new(Handler(useProxy: false));

    /// <summary>What sends a connection's requests.</summary>
    public static HttpMessageInvoker Of(FineTuneConnection connection)
        => connection.Handler is not null ? new HttpMessageInvoker(connection.Handler, disposeHandler: false)
            : connection.BaseUri.IsLoopback ? s_loopback
            : s_network;

    /// <summary>A handler of network connections.</summary>
    /// <param name="proxy">The proxy; null for the one of the machine's settings.</param>
    /// <param name="useProxy">False to go around any proxy.</param>
    public static SocketsHttpHandler Handler(IWebProxy? proxy = null, bool useProxy = true) => new()
    {
        // A redirect would take an api-key header to another server.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        Proxy = proxy,
        UseProxy = useProxy,
        // New addresses of a service are seen after this time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        ConnectCallback = EarlyResponseStream.ConnectAsync,
    };
}
