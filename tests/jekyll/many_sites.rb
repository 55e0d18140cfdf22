# frozen_string_literal: true
# Asks real Jekyll about many sites in one process: Ruby starts once, each site is read in a fork of its own.
#   ruby many_sites.rb DUMP.rb [--drafts] < names-of-folders > nothing; writes FOLDER.jsonl and FOLDER.err beside each
require 'json'
require 'jekyll'
require 'tmpdir'

dump, *options = ARGV
ENV['TZ'] = 'UTC'
Jekyll.constants.each { |name| Jekyll.const_get(name) rescue nil }
Jekyll::Utils.constants.each { |name| Jekyll::Utils.const_get(name) rescue nil }
Jekyll::Converters.constants.each { |name| Jekyll::Converters.const_get(name) rescue nil }

$stdin.read.split("\0").each do |folder|
  Process.wait(fork do
    $stdout.reopen("#{folder}.jsonl", 'w')
    $stderr.reopen("#{folder}.err", 'w')
    ARGV.replace([*options, folder])
    load dump
  end)
  File.delete("#{folder}.jsonl") unless $?.success?
end
