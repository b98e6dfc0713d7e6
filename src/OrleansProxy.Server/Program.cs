using OrleansProxy.Hosting;

// Read once by the runtime, when the first socket is made: completions then run where they arrive instead of being queued to
// another thread, which serves more requests a second.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

return await OrleansProxyProgram.RunAsync(args);
