using TfNetLstm.Commands;

return CommandLine.Run(Verbs.Create(), args, Console.Out, Console.Error);
