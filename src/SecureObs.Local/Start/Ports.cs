using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SecureObs.Local.Start;

internal static class Ports
{
    /// <summary>A port that was free a moment ago, and so was the one after it.</summary>
    public static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (port < IPEndPoint.MaxPort && IsFree(port + 1))
                return port;
        }
    }

    public static bool IsFree(int port) => IPGlobalProperties.GetIPGlobalProperties()
        .GetActiveTcpListeners().All(listener => listener.Port != port);
}
