# frozen_string_literal: true
# Asks real Jekyll about many sites in one process: Ruby starts once, each site is read in a fork of its own.
#   ruby many_sites.rb OUT DUMP.rb [--drafts] < folders, each ended by NUL
# Writes OUT/0.jsonl, OUT/1.jsonl … in the order of the folders; there is none for a site that Jekyll refuses to build.
require 'jekyll'
require 'tmpdir'

out, dump, *options = ARGV
ENV['TZ'] = 'UTC'
[Jekyll, Jekyll::Utils].each { |room| room.constants.each { |name| room.const_get(name) rescue nil } }

$stdin.read.split("\0").each_with_index do |folder, number|
  answer = File.join(out, "#{number}.jsonl")
  Process.wait(fork do
    $stdout.reopen(answer, 'w')
    $stderr.reopen(File.join(out, "#{number}.err"), 'w')
    ARGV.replace([*options, folder])
    load dump
  end)
  File.delete(answer) unless $?.success?
end
