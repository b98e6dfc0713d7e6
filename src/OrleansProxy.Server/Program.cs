using OrleansProxy.Hosting;

return await OrleansProxyProgram.RunAsync(args);
